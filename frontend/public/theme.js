// Runs before anything is painted, so that a chosen theme never flashes in the other one first.
(() => {
  try {
    const chosen = localStorage.getItem('atrium.theme');
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage may be forbidden; the system's theme is right then.
  }
})();
