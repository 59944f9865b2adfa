// Enhancements of pages that already work without them.

// A person signed in is warned two minutes before the session ends, and may stay with one press.
const idleMinutes = Number(document.body.dataset.idleMinutes)
if (idleMinutes > 2 && 'HTMLDialogElement' in window) {
  const dialog = document.createElement('dialog')
  dialog.className = 'sg-dialog'
  dialog.setAttribute('aria-labelledby', 'session-heading')
  dialog.innerHTML = `<h2 class="nhsuk-heading-m" id="session-heading" tabindex="-1">You will be signed out soon</h2>
<p>You have not used this page for a while. To keep your information safe, we will sign you out <strong>in 2 minutes</strong>.</p>
<button class="nhsuk-button nhsuk-u-margin-bottom-0" type="button">Stay signed in</button>`
  document.body.append(dialog)
  let warning, ending
  const tabs = new BroadcastChannel('saggar-session')
  const leave = () => location.replace(location.pathname + location.search)
  const start = () => {
    clearTimeout(warning)
    clearTimeout(ending)
    warning = setTimeout(() => dialog.showModal(), (idleMinutes - 2) * 60000)
    ending = setTimeout(leave, idleMinutes * 60000 + 5000)
  }
  const stay = async () => {
    start()
    const answer = await fetch(document.body.dataset.stay || location.href, { redirect: 'manual' })
    if (answer.type === 'opaqueredirect') leave()
    else tabs.postMessage('stayed')
  }
  // Another tab that is used keeps this one signed in too.
  tabs.addEventListener('message', () => {
    dialog.close()
    start()
  })
  dialog.querySelector('button').addEventListener('click', () => {
    dialog.close()
    stay()
  })
  dialog.addEventListener('cancel', stay)
  tabs.postMessage('opened')
  start()
}

// Filters fold away on small screens so that results come first; without script they stay open.
if (matchMedia('(max-width: 61.865em)').matches) {
  for (const filter of document.querySelectorAll('details.sg-filter')) filter.open = false
}

// Pages offer printing only where the browser can.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
