import { troubleOf } from "@nightlight/database/trouble";
import { PROBLEM_TYPE, type Problem } from "@nightlight/contracts/problem";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { MESSAGES, type ProblemCode } from "./problem-messages.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** The number that people are told to ring. */
    helpline?: () => string;
  }
  interface FastifyReply {
    /** Which problem was answered, for the count. */
    problem: ProblemCode | undefined;
  }
}

/** A refusal on its way out: which line of the table answers it. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  /** Seconds after which it is worth trying again, where time is what helps. */
  readonly retryAfter: number | undefined;
  /** The fields that it is about, in both languages. */
  readonly fields: readonly NamedField[];
  constructor(code: ProblemCode, retryAfter?: number, fields: readonly NamedField[] = []) {
    super(code);
    this.code = code;
    this.retryAfter = retryAfter;
    this.fields = fields;
  }
}

/** A refusal that says what is the case now, to whoever asked about something that has changed. */
export class TellingRefusal extends Refusal {
  readonly current: unknown;
  constructor(code: ProblemCode, current: unknown) {
    super(code);
    this.current = current;
  }
}

/** A field that an answer is about: where it is, and what it is called. */
export type NamedField = { readonly path: string; readonly label: { readonly vi: string; readonly en: string } };

/** Somebody whose proofs of identity keep being wrong is told to wait; asked once for every answer of 401. */
export type CountRefused = (request: FastifyRequest) => Promise<number | undefined>;

/** Answers every error with a problem document (RFC 9457) in the reader's language. Bugs are logged and say nothing. */
export function answerWithProblems(app: FastifyInstance, countRefused: CountRefused): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const code = codeOf(error);
    if (code === "failed") request.log.error({ err: { name: error.name, stack: error.stack } }, "request failed");
    if (isTrouble(code)) request.log.warn({ reason: code }, TROUBLE_WORDS[code]);
    const wait = MESSAGES[code].status === 401 ? await countRefused(request) : undefined;
    if (wait !== undefined) sendProblem(request, reply, "too-many", { retryAfter: wait });
    else if (isTrouble(code)) sendProblem(request, reply, code, { retryAfter: TROUBLE_SECONDS });
    else sendProblem(request, reply, code, { errors: errorsOf(error, request), ...tellingOf(error) });
    return reply;
  });
  app.setNotFoundHandler((request, reply) => {
    sendProblem(request, reply, "not-found");
  });
}

/** Sends one problem document. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  { errors, retryAfter, current }: Telling & { errors?: Problem["errors"] } = {},
): void {
  const { status, title, vi, en } = MESSAGES[code];
  const document: Problem = {
    type: `urn:nightlight:problem:${code}`,
    title,
    status,
    detail: (prefersEnglish(request) ? en : vi)
      .replace("{seconds}", String(retryAfter ?? A_WHILE))
      .replace("{helpline}", request.server.helpline?.() ?? STANDARD_POLICY.helplinePhone)
      .replace("{fields}", () => (errors ?? []).map(({ message }) => message).join(", ")),
    code,
    requestId: request.id,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(errors === undefined ? {} : { errors }),
    ...(current === undefined ? {} : { current }),
  };
  if (retryAfter !== undefined) void reply.header("retry-after", String(retryAfter));
  reply.problem = code;
  void reply.code(status).type(PROBLEM_TYPE).serializer(JSON.stringify).send(document);
}

/** After so many seconds it is worth trying again while the database is away or full. */
const TROUBLE_SECONDS = 3;
const TROUBLES = { gone: "database-gone", full: "storage-full" } as const;

/** For the log and the terminal. */
const TROUBLE_WORDS = {
  "database-gone": "the database does not answer: nothing is stored until it does",
  "storage-full": "the disk of the database is full: nothing is stored until there is room on it",
} as const satisfies Record<(typeof TROUBLES)[keyof typeof TROUBLES], string>;

function isTrouble(code: ProblemCode): code is keyof typeof TROUBLE_WORDS {
  return Object.hasOwn(TROUBLE_WORDS, code);
}

/** Seconds that are said where nobody counted them. */
const A_WHILE = 60;

type Telling = { readonly retryAfter?: number | undefined; readonly current?: unknown };

function tellingOf(error: FastifyError): Telling {
  if (error instanceof TellingRefusal) return { current: error.current };
  return error instanceof Refusal ? { retryAfter: error.retryAfter } : {};
}

function codeOf(error: FastifyError): ProblemCode {
  if (error instanceof Refusal) return error.code;
  const trouble = troubleOf(error);
  if (trouble !== undefined) return TROUBLES[trouble];
  if (hasZodFastifySchemaValidationErrors(error) || error.validation !== undefined) return "invalid-input";
  if (error.statusCode === 413) return "too-large";
  if (error.statusCode === 415) return "wrong-type";
  if (error.statusCode === 429) return "too-many";
  return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? "malformed" : "failed";
}

function errorsOf(error: FastifyError, request: FastifyRequest): Problem["errors"] {
  if (error instanceof Refusal && error.fields.length > 0) {
    const language = prefersEnglish(request) ? "en" : "vi";
    return error.fields.map(({ path, label }) => ({ path, message: label[language] }));
  }
  if (!hasZodFastifySchemaValidationErrors(error)) return undefined;
  return error.validation.map((issue) => ({
    path: issue.instancePath.replaceAll("/", ".").replace(/^\./u, ""),
    message: issue.message ?? "is not right",
  }));
}

function prefersEnglish(request: FastifyRequest): boolean {
  return /^en\b/iu.test(request.headers["accept-language"] ?? "");
}
