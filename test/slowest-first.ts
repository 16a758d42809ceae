import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that are short to read and long to run: begun last, one worker would wait for them alone. */
const slow = ['e2e/reports', 'e2e/face', 'e2e/walk', 'host/ownership', 'durability/', 'cli/round-trip', 'report/reference/reference']

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification): boolean => slow.some((place) => moduleId.includes(`/test/${place}`))
    const sorted = await super.sort(files)
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))]
  }
}
