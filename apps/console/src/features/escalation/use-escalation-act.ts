import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ESCALATIONS } from "../../shared/queries.ts";

/** An act on an escalation; afterwards everything about escalations is read again. */
export function useEscalationAct<Given>(act: (given: Given) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: ESCALATIONS }),
  });
}
