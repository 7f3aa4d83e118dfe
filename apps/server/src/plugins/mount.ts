import type { Route } from "@nightlight/contracts/http";
import type { Actor, Role, Staff } from "@nightlight/domain/access/access";
import { mayEver } from "@nightlight/domain/access/may";
import { isAction, type Action } from "@nightlight/domain/access/policy";
import { isVouchedFor, NoLongerStandingError } from "@nightlight/database/connection";
import type { Result } from "@nightlight/domain/result";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { Refusal, type NamedField } from "./problems.ts";
import type { ProblemCode } from "./problem-messages.ts";

/**
 * Who may call a route at all: everybody, the other side of a conversation, whoever is signed in ("staff"), staff whose
 * column of the policy table holds anything but "no" for the action named, or staff who hold one of the roles named; "session" is staff who are still signing in, or whose console is locked, too. What they may do with a record is decided by the policy table.
 */
export type Access = "public" | "child" | "gateway" | "staff" | "session" | Action | readonly [Role, ...Role[]];

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    /** How often one actor may call the route in a minute. */
    perMinute?: number;
    /** One of the files that a context serves: figures count them together, their names are no patterns. */
    isFile?: boolean;
  }
  interface FastifyInstance {
    servesOnlyFiles: boolean;
  }
  interface FastifyRequest {
    actor: Actor | undefined;
  }
}

type Parsed<Part> = Part extends z.ZodType ? z.output<Part> : undefined;

/** What a handler is given: parsed input and the actor that the surface's own hook has established. */
export type Call<Definition, Who> =
  Definition extends Route<infer Params, infer Query, infer Body>
    ? {
        params: Parsed<Params>;
        query: Parsed<Query>;
        body: Parsed<Body>;
        actor: Who;
        request: FastifyRequest;
        reply: FastifyReply;
      }
    : never;

type ActorOf<Who extends Access> = Who extends "public"
  ? undefined
  : Who extends "child" | "gateway"
    ? Extract<Actor, { kind: Who }>
    : Staff;

/** Whether an actor is one of those whom an access names. Holding none of the roles is a refusal, whatever the record. */
export function isAmong(actor: Actor | undefined, access: Access): boolean {
  if (access === "public") return true;
  if (access === "session") return actor?.kind === "staff";
  if (isAction(access)) return actor?.kind === "staff" && mayEver(actor, access);
  if (typeof access === "string") return actor?.kind === access;
  return actor?.kind === "staff" && access.some((role) => actor.roles.includes(role));
}

/** How often one actor may call one route in a minute, unless its contract says otherwise. Nobody: per address. */
const PER_MINUTE = { public: 300, child: 300, gateway: 30_000, staff: 1_200, session: 1_200 } as const;

/** The longest body in bytes, unless its contract says otherwise: the longest text, escaped, fits. */
const BODY_LIMIT = 64 * 1024;
const NO_BODY_LIMIT = 1024;

function usualLimit(access: Access): number {
  return PER_MINUTE[typeof access === "string" && !isAction(access) ? access : "staff"];
}

/** Mounts a contract's route: input → command → presenter. */
export function mount<Definition extends Route, const Who extends Access>(
  app: FastifyInstance,
  definition: Definition,
  access: Who,
  handler: (call: Call<Definition, ActorOf<Who>>) => Promise<z.input<Definition["reply"]>>,
  options: { readonly perMinute?: number } = {},
): void {
  app.route({
    method: definition.method,
    url: definition.path,
    bodyLimit: definition.bodyLimit ?? (definition.body === undefined ? NO_BODY_LIMIT : BODY_LIMIT),
    config: {
      access,
      perMinute: options.perMinute ?? definition.perMinute ?? usualLimit(access),
    },
    schema: {
      summary: definition.summary,
      tags: [access].flat(),
      ...(definition.params === undefined ? {} : { params: definition.params }),
      ...(definition.query === undefined ? {} : { querystring: definition.query }),
      ...(definition.body === undefined ? {} : { body: definition.body }),
      ...(definition.produces === undefined ? {} : { produces: [definition.produces] }),
      response: { [definition.status ?? 200]: definition.reply },
    },
    handler: async (request, reply) => {
      const answer = async (): Promise<z.input<Definition["reply"]>> => {
        if (!isAmong(request.actor, access)) throw new Refusal("not-allowed");
        const { params, query, body, actor } = request;
        const call = { params, query, body, actor, request, reply } as unknown as Call<Definition, ActorOf<Who>>;
        void reply.code(definition.status ?? 200);
        return handler(call);
      };
      const { actor, lookAgain } = request;
      if (lookAgain === undefined || actor === undefined) return answer();
      try {
        const answered = await answer();
        // An answer that no transaction of theirs vouched for does not leave on a memory.
        if (!isVouchedFor(actor)) await lookAgain();
        return answered;
      } catch (error) {
        // Nothing was done as whoever is no longer who they were; looked up, they may be somebody else, or nobody.
        if (!(error instanceof NoLongerStandingError)) throw error;
        await lookAgain();
        return answer();
      }
    },
  });
}

/**
 * Stops the boot when a route declares no access: deny by default begins here. Only a context that serves nothing but
 * files of ours (documents, built pages) may say so once for all of its routes.
 */
export function demandAccess(app: FastifyInstance): void {
  app.decorate("servesOnlyFiles", false);
  app.addHook("onRoute", function (route) {
    if (this.servesOnlyFiles) route.config = { ...route.config, access: "public", isFile: true };
    if (route.config?.access === undefined) {
      throw new Error(`${String(route.method)} ${route.url} declares no access`);
    }
  });
}

/** A refusal that names the fields that it is about. */
type RefusedFields = { readonly ok: false; readonly refusal: ProblemCode; readonly missing: readonly NamedField[] };

/** Unwraps a command's result at the edge: a refusal becomes its problem document. */
export function orRefuse<Value>(result: Result<Value, ProblemCode> | RefusedFields): Value {
  if (!result.ok) throw new Refusal(result.refusal, undefined, "missing" in result ? result.missing : []);
  return result.value;
}
