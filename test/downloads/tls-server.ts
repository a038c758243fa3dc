import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { onTestFinished } from 'vitest'

/** Certificates are made by openssl. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/**
 * A server that calls itself models.example, with a certificate that this process trusts until the test is over. Gives its
 * port on this machine.
 */
export async function startTlsServer(listener: RequestListener): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kira-certificate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [keyPath, certPath] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const name = ['-subj', '/CN=models.example', '-addext', 'subjectAltName=DNS:models.example']
  const how = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', keyPath, '-out', certPath]
  execFileSync('openssl', [...how, ...name], { stdio: 'ignore' })
  const [key, cert] = [readFileSync(keyPath, 'utf8'), readFileSync(certPath, 'utf8')]

  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, cert])
  onTestFinished(() => setDefaultCACertificates(trusted))

  const server = createServer({ key, cert }, listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}
