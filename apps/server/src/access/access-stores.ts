import { createCredentialStore, type CredentialStore } from "@nightlight/database/access/credential-store";
import { createDeviceStore, type DeviceStore } from "@nightlight/database/access/device-store";
import { createFactorStore, type FactorStore } from "@nightlight/database/access/factor-store";
import { createInvitationStore, type InvitationStore } from "@nightlight/database/access/invitation-store";
import { createTryStore, type TryStore } from "@nightlight/database/access/try-store";
import type { Database } from "@nightlight/database/connection";
import type { Sealing } from "@nightlight/database/sealing";
import { hashPassword, verifyPassword } from "./passwords.ts";

/** Slow hashes of passwords and PINs. A port: a test of ten thousand tries brings a quick one. */
export type Passwords = {
  hash(password: string): Promise<string>;
  /** Takes as long when nothing is kept, so that time tells nothing. */
  verify(password: string, kept: string | undefined): Promise<boolean>;
};

/** Everything that signing in needs beside sessions. */
export type AccessStores = {
  readonly credentials: CredentialStore;
  readonly factors: FactorStore;
  readonly devices: DeviceStore;
  readonly invitations: InvitationStore;
  readonly tries: TryStore;
  readonly passwords: Passwords;
};

/** Creates them on the connection of the role that signs people in. */
export function createAccessStores(
  database: Database,
  sealing: Sealing,
  options: { readonly allowsDemo: boolean },
): AccessStores {
  return {
    credentials: createCredentialStore(database, options),
    factors: createFactorStore(database, sealing),
    devices: createDeviceStore(database),
    invitations: createInvitationStore(database),
    tries: createTryStore(database, sealing),
    passwords: { hash: hashPassword, verify: verifyPassword },
  };
}
