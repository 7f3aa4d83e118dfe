/** The outcome of a decision: a value, or a refusal that the caller must look at. Bugs throw instead. */
export type Result<Value, Refusal extends string> = { ok: true; value: Value } | { ok: false; refusal: Refusal };

/** Wraps a decision's value. */
export function accept<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

/** Names why a decision was refused. The name is mapped to a message and a status in one table of the server. */
export function refuse<Refusal extends string>(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}
