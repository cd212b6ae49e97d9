import { activateApart } from "../activateApart.ts";
import { attack, forms } from "../attack.ts";
import { describeProjectPolicy } from "../projectPolicy.ts";
import { describeProjectSettings } from "../projectSettings.ts";
import { writeFolderSettings } from "../settings.ts";
import { waitFor } from "../waitFor.ts";

describeProjectSettings();
describeProjectPolicy();

describe("The hover, in an editor that takes what only the user may set out of a project's settings", () => {
  for (const [form, content] of Object.entries(forms(attack)))
    it(`tells what the project tries to set (${form})`, async () => {
      await writeFolderSettings(content);
      const apart = activateApart();
      try {
        await waitFor("a line about it", () =>
          apart
            .hover()
            .includes(
              "This workspace tries to set 7 settings: drawbridge.privacy.defaultMode, drawbridge.privacy.ceiling, drawbridge.network.hosts and 4 more. Only you can; they were ignored.",
            )
            ? true
            : undefined,
        );
      } finally {
        apart.dispose();
        await writeFolderSettings({});
      }
    });
});
