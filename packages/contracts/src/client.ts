import type { z } from "zod";
import type { Route } from "./http.ts";
import { problem, type Problem } from "./problem.ts";

type Input<Part> = Part extends z.ZodType ? z.input<Part> : never;
type Wanted<Name extends string, Part> = Part extends z.ZodType ? Record<Name, Input<Part>> : object;

/** What a call of a route takes: only the parts that the route declares. */
export type CallInput<Definition> =
  Definition extends Route<infer Params, infer Query, infer Body>
    ? Wanted<"params", Params> & Wanted<"query", Query> & Wanted<"body", Body>
    : never;

export type CallReply<Definition> =
  Definition extends Route<infer _Params, infer _Query, infer _Body, infer Reply> ? z.output<Reply> : never;

/** A refusal by the server, with its problem document. Thrown, so that query libraries treat it as a failure. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(document: Problem) {
    super(document.detail);
    this.name = "ProblemError";
    this.problem = document;
  }
}

/** The request never got an answer: offline, or the server is away. Safe to repeat. */
export class NoAnswerError extends Error {
  constructor(cause: unknown) {
    super("no answer", { cause });
    this.name = "NoAnswerError";
  }
}

/** How requests are sent; everything a browser, a test or a script would want to replace. */
export type ClientOptions = {
  /** Scheme, host and port; empty for the page's own origin. */
  readonly origin: string;
  readonly fetch: (url: string, init: RequestInitLike) => Promise<ResponseLike>;
  readonly headers?: () => Readonly<Record<string, string>>;
};

type RequestInitLike = {
  method: string;
  headers: Record<string, string>;
  body?: string;
  credentials: "same-origin";
  keepalive?: boolean;
};
type ResponseLike = { readonly status: number; json(): Promise<unknown> };

/** Calls routes by their contract: checked types in, the parsed reply out, problems and silence as typed errors. */
export function createClient(options: ClientOptions) {
  return async function call<Definition extends Route>(
    definition: Definition,
    input: CallInput<Definition>,
    init: { readonly keepalive?: boolean; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<CallReply<Definition>> {
    const { params, query, body } = input as { params?: Strings; query?: Strings; body?: unknown };
    const response = await send(options, {
      url: options.origin + address(definition.path, params, query),
      init: {
        method: definition.method,
        headers: {
          accept: "application/json",
          ...(definition.body === undefined ? {} : { "content-type": "application/json" }),
          ...options.headers?.(),
          ...init.headers,
        },
        credentials: "same-origin",
        ...(definition.body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(init.keepalive === true ? { keepalive: true } : {}),
      },
    });
    const payload = await response.json().catch(() => undefined);
    if (response.status >= 400) throw refusal(response.status, payload);
    return definition.reply.parse(payload) as CallReply<Definition>;
  };
}

type Strings = Readonly<Record<string, string>>;

async function send(options: ClientOptions, request: { url: string; init: RequestInitLike }): Promise<ResponseLike> {
  try {
    return await options.fetch(request.url, request.init);
  } catch (error) {
    throw new NoAnswerError(error);
  }
}

function refusal(status: number, payload: unknown): Error {
  const document = problem.safeParse(payload);
  return document.success ? new ProblemError(document.data) : new NoAnswerError(`status ${String(status)}`);
}

function address(path: string, params: Strings = {}, query: Strings = {}): string {
  const filled = path.replace(/:(\w+)/gu, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? filled : `${filled}?${pairs.join("&")}`;
}
