import { request } from 'node:http'
import { connect } from 'node:net'
import { serve } from './mirror.ts'

/** A proxy that counts; tunnels all end at `port`, whatever name they were asked for. */
export async function startProxy(port?: number) {
  const asked: string[] = []
  const proxy = await serve((incoming, response) => {
    asked.push(`GET ${incoming.url}`)
    const { headers, url = '' } = incoming
    request(url, { headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(response)
    }).end()
  })
  proxy.server.on('connect', (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url}`)
    const tunnel = connect(port ?? 9, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      tunnel.pipe(socket).pipe(tunnel)
    })
    tunnel.on('error', () => socket.destroy())
    socket.on('error', () => tunnel.destroy())
  })
  return { asked, url: `http://127.0.0.1:${proxy.port}` }
}
