import type { Known, Scope } from "@nightlight/domain/record/conditions";
import type { Definition, Field } from "@nightlight/domain/record/definition";
import { itemPath, type Values } from "@nightlight/domain/record/path";
import { useLanguage } from "@nightlight/door/taste/taste";
import { createContext, useContext, type ReactNode } from "react";

/** What every field of the form needs: the form as data, what stands in it, and whom to tell what was typed. */
export type RecordForm = {
  readonly definition: Definition;
  readonly values: Values;
  readonly known: Known;
  readonly isReadOnly: boolean;
  /** What is wrong with what stands in a field, in the reader's words. */
  readonly problemOf: (path: string) => string | undefined;
  readonly onType: (path: string, value: string) => void;
  readonly onLeave: (path: string) => void;
  /** What stands under a field: two versions to choose from. */
  readonly under: (path: string) => ReactNode;
};

export const FormContext = createContext<RecordForm | undefined>(undefined);

/** The form that a field stands in. */
export function useForm(): RecordForm {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error("A field of the record stands in no form");
  return form;
}

/** A label of the definition in the reader's language. */
export function useSaid(): (words: { readonly vi: string; readonly en: string }) => string {
  const language = useLanguage();
  return (words) => words[language];
}

/** Where a field's value is kept. */
export function pathIn(field: Field, scope: Scope): string {
  return scope === undefined ? field.key : itemPath(scope.group, scope.item, field.key);
}
