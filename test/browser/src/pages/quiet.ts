/** A page that says nothing by itself; tests speak for it. */
window.told = true;
