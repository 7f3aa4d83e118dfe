import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { Surroundings } from "../shared/intl.tsx";
import type { LiveSocket } from "../shared/live/live-socket.ts";
import { SessionGate } from "./session-gate.tsx";

type AppProps = { readonly client: QueryClient; readonly openSocket: () => LiveSocket };

/** The workspace of authorities. */
export function App({ client, openSocket }: AppProps) {
  return (
    <Surroundings>
      <QueryClientProvider client={client}>
        <SessionGate openSocket={openSocket} />
      </QueryClientProvider>
    </Surroundings>
  );
}
