/** An offer as it reaches a seat's screen. */
export type SeatOffer = { readonly offerId: string; readonly contactId: string };

/** What a seat hears. */
export type SeatListener = {
  offered(offer: SeatOffer): void;
  /** The offer left the screen without having been accepted there. */
  withdrawn(contactId: string): void;
};

/** One counsellor's place, as a load drives it. */
export type Seat<Assigned> = {
  /** The screen says that it shows the offer. False when the offer is gone. */
  show(offer: SeatOffer): Promise<boolean>;
  /** Resolves once the screen knows that the contact is assigned to it. */
  accept(offer: SeatOffer): Promise<Assigned>;
  /** Ends the conversation; its record remains. */
  end(assigned: Assigned): Promise<Assigned>;
  /** Finishes the record: the place is free. */
  close(ended: Assigned): Promise<void>;
  leave(): void;
};

/** A system under load: a door for arrivals and places for counsellors. */
export type LoadTarget<Assigned> = {
  /** Resolves with the contact's id once the arrival is acknowledged. */
  arrive(key: string): Promise<string>;
  takeSeat(index: number, listener: SeatListener): Promise<Seat<Assigned>>;
  close(): void;
};
