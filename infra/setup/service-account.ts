import { spawnSync } from "node:child_process";
import { chownSync, lchownSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "./find-program.ts";
import { LaunchError } from "./launch-error.ts";

/** How PostgreSQL and Redis are started: PostgreSQL refuses to run as root, and neither needs root's rights. */
export type ServiceAccount = {
  /** Put before the program's own command line. */
  prefix: readonly string[];
  /** Given to spawn. */
  identity: { uid?: number; gid?: number };
  /** Whose the service's folders must be; undefined leaves them to the launcher's own account. */
  owner?: { uid: number; gid: number };
};

const NOBODY = 65_534;

/**
 * The least powerful account that may write `home` and run `program`. An ordinary user stays who they are; root becomes
 * the owner of the tree or nobody, or, where only root may enter, root without its rights. Throws LaunchError when none fits.
 */
export function chooseServiceAccount({ home, program }: { home: string; program: string }): ServiceAccount {
  if (process.getuid?.() !== 0) return { prefix: [], identity: {} };
  for (const account of accountsForRoot(program)) {
    try {
      own(home, account);
    } catch {
      continue; // a container may lack the right to give files away
    }
    if (mayUse(account, home, program)) return account;
  }
  throw new LaunchError(
    [
      "PostgreSQL may not run as root, and no other account can reach this folder.",
      "Start Nightlight from an ordinary account, or move it to a folder that every account may enter, such as /opt,",
      "or give it a database: DATABASE_URL and DATABASE_OWNER_URL.",
    ].join("\n"),
  );
}

function accountsForRoot(program: string): ServiceAccount[] {
  const accounts: ServiceAccount[] = [];
  const tree = statSync(program);
  if (tree.uid !== 0) accounts.push(droppedTo(tree.uid, tree.gid));
  accounts.push(droppedTo(NOBODY, NOBODY));
  // In a user namespace root keeps its files but none of its rights.
  const unshare = findProgram(["unshare"]);
  if (unshare)
    accounts.push({
      prefix: [unshare, "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "--"],
      identity: {},
      owner: { uid: 0, gid: 0 },
    });
  // Some containers forbid user namespaces: there one right, to pass closed folders, is kept.
  const setpriv = findProgram(["setpriv"]);
  if (setpriv)
    accounts.push({
      prefix: [
        setpriv,
        `--reuid=${NOBODY}`,
        `--regid=${NOBODY}`,
        "--clear-groups",
        "--bounding-set=-all,+dac_override",
        "--inh-caps=-all,+dac_override",
        "--ambient-caps=-all,+dac_override",
        "--",
      ],
      identity: {},
      owner: { uid: NOBODY, gid: NOBODY },
    });
  return accounts;
}

function droppedTo(uid: number, gid: number): ServiceAccount {
  return { prefix: [], identity: { uid, gid }, owner: { uid, gid } };
}

function mayUse({ prefix, identity }: ServiceAccount, home: string, program: string): boolean {
  const command = [
    ...prefix,
    "/bin/sh",
    "-c",
    '[ -w "$1" ] && [ -x "$1" ] && "$2" --version >/dev/null',
    "sh",
    home,
    program,
  ];
  const [first = "", ...rest] = command;
  return spawnSync(first, rest, { ...identity, cwd: "/", stdio: "ignore", timeout: 10_000 }).status === 0;
}

/** Gives a folder and all in it to the account; quick when it already is. */
export function own(folder: string, { owner }: ServiceAccount): void {
  if (!owner || statSync(folder).uid === owner.uid) return;
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    lchownSync(join(folder, entry), owner.uid, owner.gid);
  // The folder itself last: an interrupted change is then begun again.
  chownSync(folder, owner.uid, owner.gid);
}
