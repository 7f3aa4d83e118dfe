import { connectCounsellor, type OwnContact } from "../counsellor/scripted-counsellor.ts";
import { openGateway } from "../gateway/scripted-gateway.ts";
import { createKeepAliveFetch } from "../keep-alive-fetch.ts";
import type { LoadTarget } from "./load-target.ts";

/** A running Nightlight as a load drives it: one gateway, and a signed-in counsellor for each cookie. */
export function productTarget(options: {
  origin: string;
  channelKey: string;
  cookies: readonly string[];
}): LoadTarget<OwnContact> {
  const { origin, channelKey, cookies } = options;
  const { fetch, close } = createKeepAliveFetch();
  const gateway = openGateway({ origin, channelKey, fetch });
  return {
    arrive: (key) => gateway.arrive(key),
    async takeSeat(index, listener) {
      const cookie = cookies[index];
      if (cookie === undefined) throw new Error(`There is no counsellor number ${String(index)}`);
      const counsellor = await connectCounsellor({
        origin,
        cookie,
        fetch,
        onOffer: ({ id, contactId }) => {
          listener.offered({ offerId: id, contactId });
        },
        onOfferEnded: ({ contactId, end }) => {
          if (end !== "accepted") listener.withdrawn(contactId);
        },
      });
      await counsellor.checkIn();
      return {
        show: ({ offerId }) => counsellor.show(offerId),
        accept: ({ offerId }) => counsellor.accept(offerId),
        end: counsellor.end,
        close: counsellor.close,
        leave: counsellor.leave,
      };
    },
    close,
  };
}
