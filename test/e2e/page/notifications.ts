import type { Locator, Page } from "playwright-core";

/** The toasts at the lower right. */
export type Notifications = {
  readonly toasts: Locator;
  /** Messages of the toasts now on screen, newest first. */
  readonly messages: () => Promise<readonly string[]>;
  /** Clicks a button of the toast whose message contains `message`. */
  readonly choose: (message: string, button: string) => Promise<void>;
};

/** The notification toasts of the window. None are shown while the editor runs with a `development` extension. */
export function notifications(page: Page): Notifications {
  const toasts = page.locator(".notifications-toasts .notification-list-item");
  return {
    toasts,
    messages: async () => await toasts.locator(".notification-list-item-message").allInnerTexts(),
    choose: async (message, button) => {
      const toast = toasts.filter({ hasText: message }).first();
      await toast.getByRole("button", { name: button, exact: true }).click();
    },
  };
}
