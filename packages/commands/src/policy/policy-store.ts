import type { RoutingPolicy } from "@nightlight/domain/policy/policy";

/** The policy as it was from some moment on. Versions are never changed: whatever was in force stays readable. */
export type PolicyVersion = {
  readonly version: number;
  readonly policy: RoutingPolicy;
  readonly from: Date;
  /** Undefined: it came with the program. */
  readonly by: string | undefined;
  readonly why: string | undefined;
};

export type NewPolicyVersion = {
  readonly version: number;
  readonly policy: RoutingPolicy;
  readonly why: string;
};

export type PolicyStore = {
  /** Every version, newest first. */
  history(): Promise<readonly PolicyVersion[]>;
  /** Puts a version in force; undefined when somebody else made this number first. */
  add(version: NewPolicyVersion): Promise<PolicyVersion | undefined>;
};
