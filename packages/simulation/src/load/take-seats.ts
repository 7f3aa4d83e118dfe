import type { LoadBook } from "./load-book.ts";
import type { LoadTarget, Seat, SeatOffer } from "./load-target.ts";

export type Serving<Assigned> = {
  readonly seats: number;
  readonly book: LoadBook;
  /** Told as soon as an offer is on a seat's screen, before anything is done about it. */
  readonly offered?: (seat: number, at: number) => void;
  /** What is done about an offer. Whatever it throws is a failure in the book. */
  readonly serve: (seat: Seat<Assigned>, offer: SeatOffer, index: number) => Promise<void>;
};

/** Takes all seats; from then on every offer is written into the book and served. */
export async function takeSeats<Assigned>(
  target: LoadTarget<Assigned>,
  { seats, book, offered, serve }: Serving<Assigned>,
): Promise<readonly Seat<Assigned>[]> {
  const taken: Seat<Assigned>[] = [];
  for (let index = 0; index < seats; index += 1) {
    // A listener may hear its first offer before the seat has been taken down in the list.
    const seat: Promise<Seat<Assigned>> = target.takeSeat(index, {
      offered(offer) {
        const at = performance.now();
        book.offered(offer.contactId, index, at);
        offered?.(index, at);
        void seat
          .then((own) => serve(own, offer, index))
          .catch((error: unknown) => {
            book.failed(`contact: ${String(error)}`);
          });
      },
      withdrawn(contactId) {
        book.withdrawn(contactId, index);
      },
    });
    taken.push(await seat);
  }
  return taken;
}

/** Brings one contact, and notes when it was sent. */
export async function bring<Assigned>(
  target: LoadTarget<Assigned>,
  book: LoadBook,
  key: string,
  isMeasured: boolean,
): Promise<void> {
  const sentAt = performance.now();
  try {
    book.acknowledged(await target.arrive(key), sentAt, isMeasured);
  } catch (error) {
    book.failed(`arrival: ${String(error)}`);
  }
}
