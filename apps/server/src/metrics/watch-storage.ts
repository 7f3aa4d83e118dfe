import { Gauge, type Registry } from "prom-client";

/** Screens try again every few seconds: when nobody was refused for so long, nothing is known any more. */
const KNOWN_FOR_MS = 30_000;

/** Remembers whether the database's disk is full, as what was refused and what was stored since tell it. */
export function watchStorage(registers: Registry[]): {
  refused(): void;
  wrote(): void;
  isFull(): boolean;
} {
  let refusedAt: number | undefined;
  const isFull = (): boolean => refusedAt !== undefined && performance.now() - refusedAt < KNOWN_FOR_MS;
  new Gauge({
    name: "nightlight_storage_full",
    help: "1 while the database's disk has no room: nothing is stored",
    registers,
    collect() {
      this.set(isFull() ? 1 : 0);
    },
  });
  return {
    refused() {
      refusedAt = performance.now();
    },
    wrote() {
      refusedAt = undefined;
    },
    isFull,
  };
}
