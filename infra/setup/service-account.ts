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
 * The least powerful account that has a name, may write `home` and may run `program`. An ordinary user stays who they are;
 * root becomes the owner of the tree or nobody, or, where only root may enter, root without its rights. Throws LaunchError
 * when none fits.
 */
export function chooseServiceAccount({ home, program }: { home: string; program: string }): ServiceAccount {
  const isRoot = process.getuid?.() === 0;
  for (const account of isRoot ? accountsForRoot(program) : ordinaryAccounts()) {
    try {
      own(home, account);
    } catch {
      continue; // a container may lack the right to give files away
    }
    if (mayUse(account, home, program)) return account;
  }
  throw new LaunchError(
    [
      isRoot
        ? "PostgreSQL may not run as root, and no other account can reach this folder."
        : `PostgreSQL cannot run from this account: it needs a name in /etc/passwd, and to write to ${home}.`,
      "Start Nightlight from an ordinary account in a folder that it owns, or give it a database:",
      "DATABASE_URL and DATABASE_OWNER_URL.",
    ].join("\n"),
  );
}

function ordinaryAccounts(): ServiceAccount[] {
  return [{ prefix: [], identity: {} }, ...inUserNamespace()];
}

/** Root keeps its files there but none of its rights; an account without a name becomes one that has a name. */
function inUserNamespace(): ServiceAccount[] {
  const unshare = findProgram(["unshare"]);
  if (!unshare) return [];
  const prefix = [unshare, "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "--"];
  return [{ prefix, identity: {}, ...(process.getuid?.() === 0 ? { owner: { uid: 0, gid: 0 } } : {}) }];
}

function accountsForRoot(program: string): ServiceAccount[] {
  const accounts: ServiceAccount[] = [];
  const tree = statSync(program);
  if (tree.uid !== 0) accounts.push(droppedTo(tree.uid, tree.gid));
  accounts.push(droppedTo(NOBODY, NOBODY));
  accounts.push(...inUserNamespace());
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
  // initdb refuses an account without a name, which `id` looks up.
  const trial = '[ -w "$1" ] && [ -x "$1" ] && id -un >/dev/null && "$2" --version >/dev/null';
  const [first, ...rest] = [...prefix, "/bin/sh", "-c", trial, "sh", home, program];
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
