/** One answer of the table of problems: its status, and what to tell the person in either language. */
export type Message = { readonly status: number; readonly title: string; readonly vi: string; readonly en: string };
