import { z } from "zod";

type Schema = z.ZodType;

/** One HTTP route as a value: server, client, tests and the OpenAPI document all read it from here. */
export type Route<
  Params extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
  Body extends Schema | undefined = Schema | undefined,
  Reply extends Schema = Schema,
> = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path with `:params`, from the root of the server. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly reply: Reply;
  /** Status of a success; 200 unless said. */
  readonly status?: 200 | 201;
  /** What a success is made of, when it is not JSON. */
  readonly produces?: "application/pdf";
  /** How often one actor (or one address, where nobody is signed in) may call it in a minute, if not as usual. */
  readonly perMinute?: number;
  /** The longest body that is read, in bytes, if not as usual. */
  readonly bodyLimit?: number;
};

/** Declares a route and keeps its exact types. */
export function route<
  Reply extends Schema,
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
>(definition: Route<Params, Query, Body, Reply>): Route<Params, Query, Body, Reply> {
  return definition;
}

/** The reply of a route that answers with a PDF: bytes to save or print, never a page of ours. */
export const paper = { produces: "application/pdf", reply: z.string().meta({ format: "binary" }) } as const;
