import { addPassword } from "../../emulator/sample.ts";
import { send } from "../../emulator/inProcess.ts";
import type { World } from "./world.ts";

/** A Graph token of the application, as an earlier step of the job would have obtained it. */
export async function accessTokenFor({ tenant, origin }: World, applicationId: string): Promise<string> {
  const application = tenant.directory.current.objects.get(applicationId);
  if (application === undefined) throw new Error(`no application ${applicationId}`);
  const reply = await send(tenant, `${origin}/${tenant.id}/oauth2/v2.0/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: application.appId,
      client_secret: addPassword(tenant, applicationId, { displayName: "earlier step" }).secretText,
      scope: `${origin}/.default`,
    }).toString(),
  });
  const { access_token: token } = JSON.parse(reply.body) as { access_token?: string };
  if (token === undefined) throw new Error(`no access token: ${reply.body}`);
  return token;
}
