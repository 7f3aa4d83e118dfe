import { monitorEventLoopDelay } from "node:perf_hooks";
import { Gauge, type Registry } from "prom-client";

const RESOLUTION_MS = 10;
const QUANTILES = [0.5, 0.99] as const;
const NANOSECONDS = 1e9;

/** Says how long the process kept its own work waiting since it was last asked, and how much memory it holds. */
export function watchLoop(registers: Registry[]): { stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  new Gauge({
    name: "nightlight_loop_delay_seconds",
    help: "Delay of the event loop since the last scrape, by quantile",
    labelNames: ["quantile"],
    registers,
    collect() {
      for (const quantile of QUANTILES) {
        this.set({ quantile: String(quantile) }, delay.percentile(quantile * 100) / NANOSECONDS);
      }
      this.set({ quantile: "1" }, delay.max / NANOSECONDS);
      delay.reset();
    },
  });
  new Gauge({
    name: "nightlight_memory_bytes",
    help: "Memory of the process, by kind",
    labelNames: ["kind"],
    registers,
    collect() {
      const { rss, heapUsed } = process.memoryUsage();
      this.set({ kind: "resident" }, rss);
      this.set({ kind: "heap" }, heapUsed);
    },
  });
  new Gauge({
    name: "nightlight_cpu_seconds",
    help: "Processor time that the process has used",
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.set((user + system) / 1e6);
    },
  });
  return { stop: () => delay.disable() };
}
