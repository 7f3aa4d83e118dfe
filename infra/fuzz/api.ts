import type { Schema } from "./shapes.ts";

/** One operation of the API as its own document describes it. */
export type Operation = {
  readonly method: string;
  /** With `{name}` where a parameter stands. */
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly body: Schema | undefined;
  /** Who may call it, as the document says. */
  readonly tags: readonly string[];
};

type Document = {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly tags?: readonly string[];
            readonly parameters?: Operation["parameters"];
            readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
          }
        >
      >
    >
  >;
};

/** Reads the operations out of a running server's OpenAPI document. */
export async function readOperations(origin: string): Promise<Operation[]> {
  const reply = await fetch(`${origin}/api/docs/json`);
  const document = (await reply.json()) as Document;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { tags = [], parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      tags,
      parameters,
      body: requestBody?.content?.["application/json"]?.schema,
    })),
  );
  if (operations.length === 0) throw new Error("the API's document names no operation");
  return operations;
}
