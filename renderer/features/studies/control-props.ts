import type { ParamField, Params, StudyForm } from './params/study-form.ts'

/** What the control of a param works with. */
export interface ControlProps<Field extends ParamField = ParamField> {
  readonly field: Field
  readonly form: StudyForm
  readonly params: Params
  readonly labelId: string
  readonly onChange: (value: unknown) => void
}

/** The field of one kind. */
export type FieldOf<Kind extends ParamField['kind']> = Extract<ParamField, { kind: Kind }>
