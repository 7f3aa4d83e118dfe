import { createHash } from "node:crypto";
import { combine, split } from "shamir-secret-sharing";
import { nameOfKey } from "./key-ring.ts";

const VERSION = 1;
const NAME_BYTES = 8;
const SHARE_BYTES = 33;
const CHECK_BYTES = 4;
const LENGTH = 1 + NAME_BYTES + SHARE_BYTES + CHECK_BYTES;
const MOST_SHARES = 16;

/** Crockford's base 32: nothing in it is mistaken for something else when it is typed from paper. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" };

/**
 * Splits a master key into as many codes as there are keepers, of which any `needed` together give it back and fewer say
 * nothing (Shamir). Throws when there would be fewer than two, or more needed than there are.
 */
export async function makeRecoveryCodes(
  masterKey: Buffer,
  { shares, needed }: { shares: number; needed: number },
): Promise<string[]> {
  const isSound = Number.isInteger(shares) && Number.isInteger(needed) && needed >= 2 && needed <= shares;
  if (!isSound || shares > MOST_SHARES) {
    throw new Error(
      `Between 2 and ${String(MOST_SHARES)} shares, of which 2 or more are needed and no more than there are`,
    );
  }
  const parts = await split(new Uint8Array(masterKey), shares, needed);
  return parts.map((part) => {
    const body = Buffer.concat([
      Buffer.from([(VERSION << 4) | (needed - 1)]),
      Buffer.from(nameOfKey(masterKey), "hex"),
      part,
    ]);
    return encode(Buffer.concat([body, checksum(body)]));
  });
}

/** The key of these codes. Throws, in words for whoever typed them, when one is mistyped or foreign or too few are there. */
export async function recoverMasterKey(codes: readonly string[]): Promise<Buffer> {
  const shares = codes.map((code, index) => readCode(code, index + 1));
  const [first] = shares;
  if (first === undefined) throw new Error("There is no recovery code");
  const foreign = shares.findIndex(({ name, needed }) => name !== first.name || needed !== first.needed);
  if (foreign !== -1) throw new Error(`Code ${String(foreign + 1)} belongs to another key than code 1`);
  const different = new Set(shares.map(({ part }) => part.at(-1))).size;
  if (different < shares.length) throw new Error("The same code was given twice");
  if (different < first.needed) {
    throw new Error(`${String(first.needed)} codes are needed, and ${String(different)} are there`);
  }
  const key = Buffer.from(await combine(shares.map(({ part }) => part)));
  if (nameOfKey(key) !== first.name)
    throw new Error("The codes are from different copies: use those that were made together");
  return key;
}

function readCode(code: string, position: number): { name: string; needed: number; part: Uint8Array } {
  const bytes = decode(code);
  const body = bytes?.subarray(0, -CHECK_BYTES);
  if (bytes?.length !== LENGTH || body === undefined || !bytes.subarray(-CHECK_BYTES).equals(checksum(body))) {
    throw new Error(`Code ${String(position)} is mistyped or not whole`);
  }
  const head = body[0] ?? 0;
  if (head >> 4 !== VERSION) throw new Error(`Code ${String(position)} is of another version of Nightlight`);
  return {
    needed: (head & 15) + 1,
    name: body.subarray(1, 1 + NAME_BYTES).toString("hex"),
    part: new Uint8Array(body.subarray(1 + NAME_BYTES)),
  };
}

function checksum(body: Buffer): Buffer {
  return createHash("sha256").update(body).digest().subarray(0, CHECK_BYTES);
}

/** Groups of five letters. */
function encode(bytes: Buffer): string {
  let [bits, count, text] = [0, 0, ""];
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    for (count += 8; count >= 5; count -= 5) text += LETTERS.charAt((bits >> (count - 5)) & 31);
    bits &= (1 << count) - 1;
  }
  if (count > 0) text += LETTERS.charAt((bits << (5 - count)) & 31);
  return text.replace(/(.{5})(?=.)/gu, "$1-");
}

/** Undefined when there is a letter that no code has. */
function decode(text: string): Buffer | undefined {
  let [bits, count] = [0, 0];
  const bytes: number[] = [];
  for (const letter of text.toUpperCase().replace(/[\s-]/gu, "")) {
    const value = LETTERS.indexOf(LOOK_ALIKES[letter] ?? letter);
    if (value === -1) return undefined;
    bits = (bits << 5) | value;
    count += 5;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 255);
      bits &= (1 << count) - 1;
    }
  }
  return Buffer.from(bytes);
}
