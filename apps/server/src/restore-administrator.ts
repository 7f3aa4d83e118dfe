import { restoreAdministratorAsOwner, type Restoration } from "@nightlight/database/access/restore-administrator";

/**
 * Makes a one-time link for an administrator, as the owner of the tables, whom PostgreSQL's own variables (PGHOST, PGUSER …)
 * name. Its exit code: 0 here is the link, 1 say for whom, 2 it could not be made.
 */
const EXIT_FOR_WHOM = 1;
const EXIT_FAILED = 2;

function describe(made: Restoration, origin: string): string[] {
  if (made.kind === "choose") {
    if (made.usernames.length === 0) {
      return [
        "There is no administrator but demo or suspended ones. `npm start -- --empty` prints a link for the first.",
      ];
    }
    return ["Say for whom: `npm run admin:restore -- <user name>`.", ...made.usernames.map((name) => `  ${name}`)];
  }
  return [
    `For ${made.username}, good once, until ${made.expiresAt.toISOString()}:`,
    `  ${origin}/console/welcome#${made.token}`,
    "Whoever opens it chooses a password and sets up a new phone; every session, code and PIN from before ends then.",
    "Hand it over in person. It is in the audit log that it was made.",
  ];
}

async function run([origin = "", username]: readonly string[]): Promise<number> {
  const made = await restoreAdministratorAsOwner(username);
  process.stdout.write(`${describe(made, origin).join("\n")}\n`);
  return made.kind === "link" ? 0 : EXIT_FOR_WHOM;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`The link could not be made: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT_FAILED;
}
