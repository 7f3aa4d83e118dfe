import { openPhone } from "@nightlight/testkit/phone/sip-phone";

/** A telephone of somebody who calls the helpline: it hums, so that its call is heard to be one. */
export type Caller = {
  /** Dials; the promise is kept when the switchboard has picked up. Then what hangs up. */
  call(number: string): Promise<() => void>;
  close(): Promise<void>;
};

const HUM_HZ = 1_150;

/** Opens one beside a switchboard on this machine. */
export async function openCaller(sipPort: number): Promise<Caller> {
  const phone = await openPhone({ host: "127.0.0.1", port: sipPort }, HUM_HZ);
  return {
    async call(number) {
      const line = await phone.call(number);
      return () => line.hangUp();
    },
    close: async () => {
      await phone.close();
    },
  };
}
