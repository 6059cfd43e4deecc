interface Setting {
  readonly path: string
  readonly name: string
  readonly value: string | number | boolean
}

const SCRIPTING = '/org.openoffice.Office.Common/Security/Scripting'
const NETWORK = '/org.openoffice.Inet/Settings'
/** Nothing listens on the port named discard. */
const NOWHERE = { name: '127.0.0.1', port: 9 }
/** LibreOffice's number for: never. */
const NEVER = 2
const BY_HAND = 2
const VERY_HIGH = 3

const SETTINGS: readonly Setting[] = [
  { path: SCRIPTING, name: 'MacroSecurityLevel', value: VERY_HIGH },
  { path: SCRIPTING, name: 'DisableMacrosExecution', value: true },
  { path: SCRIPTING, name: 'DisableActiveContent', value: true },
  { path: SCRIPTING, name: 'BlockUntrustedRefererLinks', value: true },
  { path: '/org.openoffice.Office.Writer/Content/Update', name: 'Link', value: NEVER },
  { path: '/org.openoffice.Office.Calc/Content/Update', name: 'Link', value: NEVER },
  { path: '/org.openoffice.Office.Java/VirtualMachine', name: 'Enable', value: false },
  { path: NETWORK, name: 'ooInetProxyType', value: BY_HAND },
  { path: NETWORK, name: 'ooInetNoProxy', value: '' },
  ...['HTTP', 'HTTPS', 'FTP'].flatMap(scheme => [
    { path: NETWORK, name: `ooInet${scheme}ProxyName`, value: NOWHERE.name },
    { path: NETWORK, name: `ooInet${scheme}ProxyPort`, value: NOWHERE.port },
  ]),
]

/** The settings of a profile that runs no macros, follows no links and reaches no network, as `registrymodifications.xcu`. */
export function profileSettings(): string {
  const rows = SETTINGS.map(
    ({ path, name, value }) =>
      `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${rows.join('\n')}
</oor:items>
`
}
