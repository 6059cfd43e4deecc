import { SERVED_ENGINE_NAMES, type ServedEngineName } from '../../../src-shared/contract/engine.ts'
import { SERVED_URL_SETTINGS, type Settings } from '../../../src-shared/contract/settings.ts'
import { parseIp } from '../outgoing/ip-address.ts'
import { refusalOfAddresses, refusalOfHost } from '../outgoing/judge-place.ts'
import { type OutgoingRule, parseOutgoingRule } from '../outgoing/outgoing-rule.ts'
import { type OutgoingUrl, parseOutgoingUrl } from '../outgoing/outgoing-url.ts'

type ServedSettings = Pick<Settings, (typeof SERVED_URL_SETTINGS)[ServedEngineName]>

/** The served engines that the local user has named, with their addresses. */
export function servedUrls(settings: ServedSettings): ReadonlyMap<ServedEngineName, string> {
  const urls = new Map<ServedEngineName, string>()
  for (const name of SERVED_ENGINE_NAMES) {
    const url = settings[SERVED_URL_SETTINGS[name]]
    if (url !== null) urls.set(name, url)
  }
  return urls
}

/** The address of a served engine is itself the leave to call its host and port. */
export const servedRules = (settings: ServedSettings): readonly OutgoingRule[] =>
  [...servedUrls(settings).values()].flatMap(text => {
    const parsed = parseOutgoingUrl(text)
    return parsed.kind === 'url' ? rulesFor(parsed.url) : []
  })

/** Whether a text can be the address of a served engine. */
export function isServedUrl(text: string): boolean {
  const parsed = parseOutgoingUrl(text)
  if (parsed.kind === 'refused') return false
  const errand = { url: parsed.url, purpose: 'vlm', rules: rulesFor(parsed.url) } as const
  const addresses = parseIp(parsed.url.host) ? [parsed.url.host] : ['1.1.1.1']
  return refusalOfHost(errand) === undefined && refusalOfAddresses(errand, addresses) === undefined
}

function rulesFor({ host, port }: OutgoingUrl): readonly OutgoingRule[] {
  const rule = parseOutgoingRule(host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`, 'vlm')
  return rule ? [rule] : []
}
