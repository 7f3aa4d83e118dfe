import { higherLevel, levelRank, type RiskLevel } from "../risk/level.ts";

/** A level that a person chose, and what the rules said at that moment. */
type OwnLevel = { readonly level: RiskLevel; readonly over: RiskLevel | undefined; readonly by: string };

/** How urgent a contact is: levels and ids only. Why stands in the record, and in sealed rows beside it. */
export type ContactRisk = {
  /** The one in force; undefined while nobody and no rule has found any. */
  readonly level: RiskLevel | undefined;
  /** What the rules make of the answers. */
  readonly computed: RiskLevel | undefined;
  /** What they would make of them if the other side broke off. */
  readonly ifDropped: RiskLevel | undefined;
  readonly own: OwnLevel | undefined;
  /** Once something was sent: what the level does not fall below without a second person. */
  readonly held: RiskLevel | undefined;
  /** A lowering that waits for a second person. */
  readonly asked: { readonly changeId: string; readonly level: RiskLevel; readonly by: string } | undefined;
};

export const NO_RISK: ContactRisk = {
  level: undefined,
  computed: undefined,
  ifDropped: undefined,
  own: undefined,
  held: undefined,
  asked: undefined,
};

/**
 * The level in force for what the rules find: a person's own level, unless the rules find worse than when it was chosen;
 * never below what is held.
 */
export function levelInForce(
  { own, held }: { readonly own: Omit<OwnLevel, "by"> | undefined; readonly held: RiskLevel | undefined },
  computed: RiskLevel | undefined,
): RiskLevel | undefined {
  const isWorse = own === undefined || levelRank(computed) < levelRank(own.over);
  return higherLevel(held, higherLevel(own?.level, isWorse ? computed : undefined));
}
