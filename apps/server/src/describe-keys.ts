import { mayBeDropped, type KeyStatus, type KeyUse } from "@nightlight/database/key/key-status";

/** Where the keys stand, for the person at the terminal. */
export function describeKeys({ keys, servers }: KeyStatus): string {
  const lines = keys.map((key) => `  ${key.id}  ${inWords(key)}`);
  const isMissing = keys.some(({ isInFile }) => !isInFile);
  const isUnfinished = keys.some((key) => key.isInFile && !key.isInForce && key.contacts + key.installation > 0);
  return [
    `Keys, newest first. Servers that run: ${String(servers.length)}.`,
    ...lines,
    ...(isUnfinished ? ["A rotation is not finished: `npm run keys:rotate` goes on with it."] : []),
    ...(isMissing ? [] : keys.filter(mayBeDropped)).map(
      ({ id }) => `Nothing here needs ${id} (older backups may): npm run keys:drop -- ${id}`,
    ),
  ].join("\n");
}

function inWords(key: KeyUse): string {
  const use = `Contacts: ${String(key.contacts)}, servers that wrap with it: ${String(key.servers)}`;
  if (!key.isInFile) return `MISSING from the key file, and needed. ${use}. Put it back from the recovery copy`;
  return `${key.isInForce ? "in force" : "not in force"}. ${use}`;
}

export type Share = {
  readonly code: string;
  readonly id: string;
  readonly number: number;
  readonly shares: number;
  readonly needed: number;
};

const GROUPS_A_LINE = 5;

/** One sheet of paper of the recovery copy, in both languages. */
export function describeShare({ code, id, number, shares, needed }: Share): string {
  const groups = code.split("-");
  const lines = Array.from({ length: Math.ceil(groups.length / GROUPS_A_LINE) }, (_, line) =>
    groups.slice(line * GROUPS_A_LINE, (line + 1) * GROUPS_A_LINE).join("-"),
  );
  return [
    `NIGHTLIGHT · Bản sao khôi phục khóa chính / Recovery copy of the master key`,
    `Khóa / key ${id} · tờ / sheet ${String(number)} / ${String(shares)}`,
    "",
    ...lines.map((line) => `    ${line}`),
    "",
    `Cần ${String(needed)} tờ bất kỳ để khôi phục; một tờ riêng lẻ không nói lên điều gì.`,
    "Mỗi người giữ một tờ, ở nơi khác nhau, tách khỏi bản sao lưu dữ liệu.",
    `Any ${String(needed)} sheets give the key back; one alone says nothing.`,
    "Each keeper keeps one, in different places, apart from the backups.",
    `npm run keys:restore -- --out /etc/nightlight/master.key`,
    "",
  ].join("\n");
}
