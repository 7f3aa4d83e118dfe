import type { ChosenIntent } from "@nightlight/domain/presence/presence";

/** What is asked of the house in a wave, with every id: who asks, about what, having seen what. */
export type Asked =
  | { readonly type: "arrive"; readonly contactId: string; readonly isDanger: boolean }
  | { readonly type: "leave" | "write"; readonly contactId: string }
  | { readonly type: "show" | "accept" | "decline"; readonly offerId: string; readonly by: string }
  | {
      readonly type: "end" | "one-key" | "close" | "undo";
      readonly contactId: string;
      readonly by: string;
      readonly version: number;
    }
  | { readonly type: "hold"; readonly by: string; readonly takesOver: boolean }
  | { readonly type: "lose" | "renew"; readonly by: string; readonly epoch: number }
  | { readonly type: "intent"; readonly by: string; readonly intent: ChosenIntent }
  | { readonly type: "check-in"; readonly by: string }
  | { readonly type: "ring"; readonly contactId: string }
  | { readonly type: "sweep" }
  | { readonly type: "match" };

/** An offer that the matcher made. */
export type MadeOffer = { readonly contactId: string; readonly offerId: string; readonly to: string };

/** What the house answered; `offers`: what a pass of the matcher made. */
export type Answer = { readonly ok: boolean; readonly offers?: readonly MadeOffer[] };
