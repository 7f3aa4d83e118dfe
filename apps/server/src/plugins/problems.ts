import { PROBLEM_TYPE, type Problem } from "@nightlight/contracts/problem";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { MESSAGES, type ProblemCode } from "./problem-messages.ts";

/** A refusal on its way out: which line of the table answers it. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode) {
    super(code);
    this.code = code;
  }
}

/** Answers every error with a problem document (RFC 9457) in the reader's language. Bugs are logged and say nothing. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const code = codeOf(error);
    if (code === "failed") request.log.error({ err: { name: error.name, stack: error.stack } }, "request failed");
    sendProblem(request, reply, code, errorsOf(error));
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
  errors?: Problem["errors"],
): void {
  const { status, title, vi, en } = MESSAGES[code];
  const document: Problem = {
    type: `urn:nightlight:problem:${code}`,
    title,
    status,
    detail: prefersEnglish(request) ? en : vi,
    code,
    requestId: request.id,
    ...(errors === undefined ? {} : { errors }),
  };
  void reply.code(status).type(PROBLEM_TYPE).serializer(JSON.stringify).send(document);
}

function codeOf(error: FastifyError): ProblemCode {
  if (error instanceof Refusal) return error.code;
  if (hasZodFastifySchemaValidationErrors(error) || error.validation !== undefined) return "invalid-input";
  if (error.statusCode === 413) return "too-large";
  if (error.statusCode === 415) return "wrong-type";
  if (error.statusCode === 429) return "too-many";
  return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? "malformed" : "failed";
}

function errorsOf(error: FastifyError): Problem["errors"] {
  if (!hasZodFastifySchemaValidationErrors(error)) return undefined;
  return error.validation.map((issue) => ({
    path: issue.instancePath.replaceAll("/", ".").replace(/^\./u, ""),
    message: issue.message ?? "is not right",
  }));
}

function prefersEnglish(request: FastifyRequest): boolean {
  return /^en\b/iu.test(request.headers["accept-language"] ?? "");
}
