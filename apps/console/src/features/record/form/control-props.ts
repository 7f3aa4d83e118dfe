import type { Field } from "@nightlight/domain/record/definition";

/** What the control of a field is given. */
export type ControlProps = {
  readonly id: string;
  readonly field: Field;
  readonly path: string;
  /** The label's words, for controls that are groups of others. */
  readonly name: string;
  readonly describedBy: string | undefined;
  readonly isWrong: boolean;
};
