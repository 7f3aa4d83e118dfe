import { parseArgs } from "node:util";
import { LaunchError, WRONG_SETTINGS } from "../setup/launch-error.ts";
import { runningInstance } from "../setup/instance.ts";
import { readDataFolder } from "../setup/settings.ts";

export type DemoCommand = {
  /** Of the server, without a slash at its end. */
  readonly address: string;
  readonly speed: number;
  /** Undefined: until it is stopped. */
  readonly minutes: number | undefined;
  readonly seed: number;
};

const DEFAULTS = { speed: 20, seed: 111 } as const;
const FASTEST = 120;

/** Reads the options of `npm run demo`. Throws one LaunchError (exit code 78) that lists everything wrong. */
export function readDemoOptions(given: readonly string[], environment: NodeJS.ProcessEnv, root: string): DemoCommand {
  const values = parse(given);
  const problems: string[] = [];
  const number = (name: "speed" | "minutes" | "seed", least: number, most: number): number | undefined => {
    const text = values[name];
    if (text === undefined) return undefined;
    const value = Number(text);
    if (Number.isFinite(value) && value >= least && value <= most) return value;
    problems.push(`--${name} is "${text}": a number from ${least} to ${most}.`);
    return undefined;
  };
  const speed = number("speed", 1, FASTEST);
  const minutes = number("minutes", 0.1, 24 * 60);
  const seed = number("seed", 0, 1_000_000);
  if (values.address !== undefined && !URL.canParse(values.address)) {
    problems.push(`--address is "${values.address}": such as http://127.0.0.1:4111.`);
  }
  if (problems.length > 0) {
    throw new LaunchError(
      ["The options are wrong:", ...problems.map((line) => `  - ${line}`)].join("\n"),
      WRONG_SETTINGS,
    );
  }
  const address = values.address ?? runningInstance(readDataFolder(environment, root))?.address;
  if (address === undefined) {
    throw new LaunchError(
      "Nightlight does not run with these data: begin with `npm start` in another terminal, or name a server with --address http://…",
    );
  }
  return { address: new URL(address).origin, speed: speed ?? DEFAULTS.speed, minutes, seed: seed ?? DEFAULTS.seed };
}

function parse(given: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({ args: [...given], options: { address: text, speed: text, minutes: text, seed: text } }).values;
  } catch (error) {
    throw new LaunchError(
      `${error instanceof Error ? error.message : String(error)}\nThere are --speed 20, --minutes 10, --seed 7, --address http://…`,
      WRONG_SETTINGS,
    );
  }
}
