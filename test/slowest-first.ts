import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that are short to read and long to run: begun last, one worker would wait for them alone. */
const slow = ['durability/', 'cli/round-trip', 'cli/killed-owner', 'cli/scarce-machine', 'host/ownership']

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification): boolean => slow.some((place) => moduleId.includes(`/test/${place}`))
    const sorted = await super.sort(files)
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))]
  }
}
