import { createQueryClient } from "@nightlight/door/client/query-client";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "../src/app/app.tsx";
import { FakeSocket } from "./fake-socket.ts";

/** Renders the console for somebody without a desk, on whatever the stubbed server says. */
export function renderRooms(): ReturnType<typeof userEvent.setup> {
  render(<App client={createQueryClient()} openSocket={() => new FakeSocket().asLiveSocket()} />);
  return userEvent.setup();
}
