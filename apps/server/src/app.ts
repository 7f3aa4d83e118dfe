import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import cookie from "@fastify/cookie";
import serveStatic from "@fastify/static";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { uuidv7 } from "@nightlight/database/world";
import type { StaffNames } from "./access/staff-names.ts";
import type { Config } from "./config.ts";
import type { Dependencies } from "./dependencies.ts";
import type { Metrics } from "./metrics/metrics.ts";
import { refuseScripts } from "./plugins/refuse-scripts.ts";
import { countRefusedBy, limitRates } from "./plugins/limit-rates.ts";
import { demandAccess } from "./plugins/mount.ts";
import { markPages } from "./plugins/mark-pages.ts";
import { watchEngine } from "./voice/watch-engine.ts";
import { DOCUMENTATION_POLICY, guardPages, markAsData } from "./plugins/page-policy.ts";
import { answerWithProblems, sendProblem } from "./plugins/problems.ts";
import { nameRequests } from "./plugins/request-context.ts";
import type { Realtime } from "./realtime/realtime.ts";
import { adminSurface } from "./surfaces/admin/routes.ts";
import { authoritySurface } from "./surfaces/authority/routes.ts";
import { carrierSurface } from "./surfaces/carriers/routes.ts";
import { childSurface } from "./surfaces/child/routes.ts";
import { counsellorSurface } from "./surfaces/counsellor/routes.ts";
import { sessionSurface } from "./surfaces/session/session-surface.ts";
import { staffSurface } from "./surfaces/staff/routes.ts";
import { supervisorSurface } from "./surfaces/supervisor/routes.ts";
import { operationsSurface } from "./surfaces/operations/routes.ts";

const BODY_LIMIT_BYTES = 64 * 1024;

/** Builds the HTTP side: each audience in a context of its own, so that hooks and cookies cannot leak between them. */
export async function buildApp(dependencies: Dependencies): Promise<FastifyInstance> {
  const log: FastifyBaseLogger = dependencies.log;
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuidv7(),
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: 100 },
    requestTimeout: 15_000,
    // The sender's address is what the connection says, unless a proxy that was named passes on another.
    trustProxy: trustedProxies(dependencies.config),
    // A path that does not even decode never reaches a route; it gets a problem document all the same.
    frameworkErrors: (_error, request, reply) => {
      markAsData(reply); // no hook runs for it
      sendProblem(request, reply, "malformed");
    },
    // A request nobody waits for any more must not keep a shutdown waiting.
    forceCloseConnections: true,
  });
  app.decorateRequest("actor", undefined);
  app.decorateRequest("person", undefined);
  app.decorateRequest("session", undefined);
  app.decorateRequest("channelKind", undefined);
  app.decorateRequest("lookAgain", undefined);
  app.decorateReply("problem", undefined);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  demandAccess(app);
  app.decorate("helpline", () => dependencies.policy.current().helplinePhone);
  answerWithProblems(app, countRefusedBy(dependencies.limits));
  nameRequests(app);
  countRequests(app, dependencies.metrics);
  await guardPages(app, dependencies.config.publicOrigin);
  refuseScripts(app, dependencies.inForce.installation);
  limitRates(app, dependencies.limits);
  await app.register(cookie);
  await app.register(swagger, {
    openapi: { info: { title: "Nightlight", version: "0.1.0", description: "The API of the helpline system." } },
    transform: jsonSchemaTransform,
  });
  return app;
}

/** Mounts every surface; a process that does not serve has health and figures only. Called once the realtime side hangs on the app's server. */
export async function mountSurfaces(
  app: FastifyInstance,
  dependencies: Dependencies,
  realtime: Realtime,
  names: StaffNames,
): Promise<void> {
  await app.register((context) => {
    operationsSurface(context, dependencies, realtime);
  });
  if (!dependencies.config.roles.includes("serve")) return;
  await app.register((context) => childSurface(context, dependencies, realtime));
  await app.register((context) => sessionSurface(context, dependencies, realtime));
  await app.register((context) => {
    counsellorSurface(context, dependencies, realtime, names);
  });
  await app.register((context) => {
    adminSurface(context, dependencies, realtime, names);
  });
  await app.register((context) => {
    carrierSurface(context, dependencies, realtime);
  });
  await app.register((context) => {
    supervisorSurface(context, dependencies);
  });
  await app.register((context) => {
    staffSurface(context, dependencies);
  });
  await app.register((context) => {
    authoritySurface(context, dependencies, names);
  });
  await mountDocuments(app);
  await app.register(async (context) => {
    const { config, policy } = dependencies;
    const engine = watchEngine(dependencies);
    context.addHook("onClose", async () => {
      engine.stop();
    });
    markPages(context, () => ({
      ...{ isDemo: config.isDemo, phone: policy.current().helplinePhone, hasCalls: engine.isThere() },
    }));
    await mountBrowserApps(context);
  });
}

async function mountDocuments(app: FastifyInstance): Promise<void> {
  await app.register(async (context) => {
    context.servesOnlyFiles = true;
    await context.register(swaggerUi, { routePrefix: "/api/docs", staticCSP: DOCUMENTATION_POLICY });
  });
}

/** The built browser apps: the companion at the root, the staff's below `/console/`, the authorities' below `/casework/`. */
async function mountBrowserApps(app: FastifyInstance): Promise<void> {
  const built = (name: string): string => fileURLToPath(new URL(`../../${name}/dist`, import.meta.url));
  for (const [name, prefix] of [
    ["console", "/console/"],
    ["casework", "/casework/"],
    ["companion", "/"],
  ] as const) {
    const root = built(name);
    if (!existsSync(root)) {
      app.log.warn({ app: name }, "this browser app is not built; its pages are not served");
      continue;
    }
    await app.register(async (context) => {
      context.servesOnlyFiles = true;
      await context.register(serveStatic, {
        root,
        prefix,
        decorateReply: false,
        wildcard: false,
        setHeaders: (reply, path) => {
          const isHashed = path.includes("/assets/");
          reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
        },
      });
    });
  }
  mountWelcome(app, built("console"));
  mountExit(app, built("companion"));
}

/** Where an invitation leads: the console, which reads the token from the fragment that no server is sent. */
function mountWelcome(app: FastifyInstance, root: string): void {
  app.get("/console/welcome", { config: { access: "public" }, schema: { hide: true } }, async (_request, reply) => {
    void reply.header("cache-control", "no-cache");
    return reply.type("text/html; charset=utf-8").send(await pageOf(`${root}/index.html`));
  });
}

/** The dull page that a quick exit lands on; it asks the browser to forget this site. The child's pages set no cookie. */
function mountExit(app: FastifyInstance, root: string): void {
  app.get("/exit", { config: { access: "public" }, schema: { hide: true } }, async (_request, reply) => {
    void reply.header("clear-site-data", '"cache", "storage"').header("cache-control", "no-store");
    return reply.type("text/html; charset=utf-8").send(await pageOf(`${root}/exit.html`));
  });
}

async function pageOf(file: string): Promise<Buffer | string> {
  const { readFile } = await import("node:fs/promises");
  return readFile(file).catch(() => "<!doctype html><title>…</title>");
}

/** Proxies whose word about the sender's address is taken. Nobody's, unless they are named one by one. */
function trustedProxies({ trustedProxies: named }: Config): string[] | false {
  return named.length === 0 ? false : [...named];
}

/** One line and one count a request: method, route pattern, status, time. No address, no query, no ids of people. */
function countRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions, id } = request;
    const route = routeOptions.config.isFile ? "files" : (routeOptions.url ?? "none");
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    metrics.answered({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    if (reply.problem !== undefined) metrics.refused(reply.problem);
    request.log.debug({ requestId: id, method, route, status: reply.statusCode, ms }, "answered");
  });
}
