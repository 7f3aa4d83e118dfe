import type { CallReply } from "@nightlight/contracts/client";
import type { Route } from "@nightlight/contracts/http";
import { PROBLEM_TYPE, type Problem } from "@nightlight/contracts/problem";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";

export const server = setupServer();

/** What a stub was asked: the parameters of its path and its body. */
export type Asked = { readonly params: Readonly<Record<string, string>>; readonly body: unknown };

/** A refusal in place of a reply. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** What is the case now, where the route says so. */
  readonly current: unknown;
  constructor(status: number, code: string, detail: string, current?: unknown) {
    super(code);
    this.current = current;
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

/** No answer at all: as if the network were away. */
export class NoNetwork extends Error {}

/** Answers a route of the contracts; what it answers is typed by the route's reply. Returns what it was asked so far. */
export function stub<Definition extends Route>(
  definition: Definition,
  answer: (asked: Asked) => CallReply<Definition> | Promise<CallReply<Definition>>,
): Asked[] {
  const asked: Asked[] = [];
  const method = definition.method.toLowerCase() as "get" | "post" | "put" | "delete";
  server.use(
    http[method](`*${definition.path}`, async ({ request, params }) => {
      const text = await request.text();
      const question: Asked = {
        // A number names the part before the path, which is no parameter of the route.
        params: Object.fromEntries(
          Object.entries(params).flatMap(([name, value]) => (/^\d/u.test(name) ? [] : [[name, String(value)]])),
        ),
        body: text === "" ? undefined : (JSON.parse(text) as unknown),
      };
      asked.push(question);
      try {
        return HttpResponse.json((await answer(question)) as Record<string, unknown>, {
          status: definition.status ?? 200,
        });
      } catch (error) {
        if (error instanceof NoNetwork) return HttpResponse.error();
        if (error instanceof Refused) return refusal(error);
        throw error;
      }
    }),
  );
  return asked;
}

function refusal({ status, code, detail, current }: Refused): Response {
  const document: Problem = { type: `urn:test:${code}`, title: code, status, detail, code, requestId: "test", current };
  return new HttpResponse(JSON.stringify(document), { status, headers: { "content-type": PROBLEM_TYPE } });
}
