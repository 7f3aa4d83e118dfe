import type { WebCallStore } from "@nightlight/commands/call/web-call-store";
import type { WebCallRow } from "./call-rows.ts";
import type { Transaction } from "./tables.ts";

const FORGOTTEN_MS = 60_000;

/** Calls from pages, in memory. */
export function webCallStore({ tables, actor, now }: Transaction): WebCallStore {
  const isPast = ({ mayRingUntil }: WebCallRow, byMs = 0): boolean => mayRingUntil.getTime() + byMs <= now().getTime();
  const isOver = (row: WebCallRow): boolean => {
    if (row.callId === undefined) return isPast(row);
    const call = tables.calls.get(`${row.engine}/${row.callId}`);
    return call === undefined ? isPast(row, FORGOTTEN_MS) : call.over !== undefined;
  };
  const change = (name: string, to: Partial<WebCallRow>): void => {
    const row = tables.webCalls.get(name);
    if (row !== undefined) tables.webCalls.set(name, { ...row, ...to });
  };
  return {
    async want({ seconds, ...wanted }) {
      if (actor.kind !== "child" || actor.contactId !== wanted.contactId) throw new Error("A page wants its own call");
      const engine = tables.engines.get(wanted.engine);
      if (engine === undefined || engine.aliveUntil <= now()) return false;
      const mayRingUntil = new Date(now().getTime() + seconds * 1000);
      if (!tables.webCalls.has(wanted.name))
        tables.webCalls.set(wanted.name, { ...wanted, mayRingUntil, isProvisioned: false, callId: undefined });
      return true;
    },
    async due(engine) {
      const rows = [...tables.webCalls.values()].filter((row) => row.engine === engine);
      return {
        wanted: rows.filter((row) => !row.isProvisioned && !isOver(row)).map(({ name }) => name),
        over: rows.filter(isOver).map(({ name }) => name),
      };
    },
    async provisioned(name) {
      change(name, { isProvisioned: true });
    },
    async forget(name) {
      tables.webCalls.delete(name);
    },
    async forgetAll(engine) {
      for (const row of tables.webCalls.values()) if (row.engine === engine) change(row.name, { isProvisioned: false });
    },
    async take(engine, name, callId) {
      const row = tables.webCalls.get(name);
      if (row?.engine !== engine) return undefined;
      if (row.callId !== callId && (row.callId !== undefined || isPast(row))) return undefined;
      change(name, { callId });
      return { contactId: row.contactId, tokenHash: row.tokenHash, language: row.language };
    },
  };
}
