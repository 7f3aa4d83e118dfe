import { Secret, TOTP } from "otpauth";

/** What code generators agree on (RFC 6238): six digits, thirty seconds, SHA-1. */
const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** A phone's clock may be a step off, either way. */
const WINDOW = 1;

/** A new secret for a code generator, as base32. */
export function newSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The address that a code generator reads from the QR code. */
export function addressOf(secret: string, username: string): string {
  return generator(secret, username).toString();
}

/** The time step that a code belongs to, now or one step off; undefined when it is wrong. */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
  // The library compares bytes, and throws at digits of another width.
  if (!/^[0-9]{6}$/u.test(code)) return undefined;
  const delta = generator(secret).validate({ token: code, timestamp: at.getTime(), window: WINDOW });
  return delta === null ? undefined : Math.floor(at.getTime() / 1000 / PERIOD_SECONDS) + delta;
}

function generator(secret: string, label = "Nightlight"): TOTP {
  return new TOTP({
    issuer: "Nightlight",
    label,
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}
