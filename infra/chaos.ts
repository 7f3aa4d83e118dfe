import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runChaos } from "./chaos/run-chaos.ts";
import { runProof } from "./proof/run-proof.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    counsellors: { type: "string", default: "40" },
    rate: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const [minutes, counsellors, perSecond, seed] = [values.minutes, values.counsellors, values.rate, values.seed].map(
  Number,
) as [number, number, number, number];
if (
  !(minutes > 0) ||
  !Number.isInteger(counsellors) ||
  counsellors < 1 ||
  !(perSecond > 0) ||
  !Number.isInteger(seed)
) {
  console.error("Usage: npm run chaos -- [--minutes 5] [--counsellors 40] [--rate 20] [--seed 1] [--json]");
  process.exit(2);
}

await runProof(values.json, async (stops) => {
  const result = await runChaos({
    ...{ root: fileURLToPath(new URL("..", import.meta.url)), seconds: minutes * 60, counsellors, perSecond, seed },
    ...{ calmMs: 4_000, faultMs: 3_000, say: (line: string) => console.log(line) },
    started: (stop) => stops.push(stop),
  });
  return { result, holds: result.lost === 0 && result.doubled === 0 && result.violations.length === 0 };
});
