// Runs before the first paint, so that a page opened in the dark does not flash white.
// The key is Mantine's own; the page keeps the attribute up to date from then on.
(function () {
  var choice;
  try {
    choice = localStorage.getItem('mantine-color-scheme-value');
  } catch {
    choice = null;
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
