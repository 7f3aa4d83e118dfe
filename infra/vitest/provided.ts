import type { AsteriskProgram } from "../setup/asterisk/asterisk-program.ts";

/** What the whole test run has at hand. A part is undefined where it is missing, which a CI run does not accept. */
export type TestServices = {
  /** One PostgreSQL for the whole run. */
  postgres: { sockets: string; ownerPassword: string } | undefined;
  redisProgram: string | undefined;
  chromium: string | undefined;
  turnProgram: string | undefined;
  asterisk: AsteriskProgram | undefined;
};

declare module "vitest" {
  export interface ProvidedContext {
    services: TestServices;
  }
}
