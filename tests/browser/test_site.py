"""What a reader's browser makes of a site that `errspec docs` wrote. `run` calls it."""

import functools
import http.server
import json
import os
import pathlib
import shutil
import statistics
import threading
import unittest

import selenium
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

SITES = pathlib.Path(os.environ["SITES"])
THEMES = ["light", "dark"]
WIDTHS = [360, 720, 1280]

# Milliseconds to the end of the load event.
LIMITS = {"kms": 100, "large": 1000}


def axe_source():
    packages = pathlib.Path(selenium.__file__).parent.parent
    return (packages / "axe_playwright_python" / "axe.min.js").read_text()


def new_browser():
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))


class SiteTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = new_browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()

    def setUp(self):
        self.set_theme("light")
        self.set_width(1280)
        self.run_scripts(True)
        self.browser.get("about:blank")
        for log in ["browser", "performance"]:
            self.browser.get_log(log)

    def tearDown(self):
        """Whatever a test did: no script failed, no policy was broken, nothing was fetched."""
        self.assertEqual(self.browser.get_log("browser"), [])
        self.assertEqual([url for url in self.requests() if not url.startswith("file:")], [])

    # What a reader does

    def open(self, site, page="index.html"):
        self.browser.get((SITES / site / "x").as_uri()[:-1] + page)

    def set_theme(self, theme):
        features = [{"name": "prefers-color-scheme", "value": theme}]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def set_width(self, width):
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def run_scripts(self, yes):
        self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not yes})

    def press(self, *keys):
        webdriver.ActionChains(self.browser).send_keys(*keys).perform()

    def search(self, words):
        box = self.find("#_search")
        box.clear()
        box.send_keys(words)

    def choose(self, filter, value):
        self.find(f"{filter} option[value='{value}']").click()

    # What a reader sees

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def script(self, source, *arguments):
        return self.browser.execute_script(source, *arguments)

    def shown(self):
        """The codes of the rows that are not filtered out, in their order."""
        return self.script(
            "return [...document.querySelectorAll('.row')].filter((row) => row.checkVisibility())"
            ".map((row) => row.querySelector('h3').textContent)"
        )

    def opened(self):
        return [row.text for row in self.find_all(".row[open] h3")]

    def focused(self):
        return self.script(
            "const row = document.activeElement.closest('summary');"
            "return row ? row.querySelector('h3').textContent : document.activeElement.id"
        )

    def requests(self):
        """The addresses that were asked for since the last time; the first is the page's own."""
        entries = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]
        urls = [e["params"]["request"]["url"] for e in entries if e["method"] == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith(("data:", "about:"))]

    # The tests

    def test_search_looks_into_code_message_cause_and_fix(self):
        self.open("kms")
        everything = self.shown()
        self.assertEqual(len(everything), 32)
        for words, code in [
            ("forbidden.keynotf", "Forbidden.KeyNotFound"),
            ("alias not found", "Forbidden.AliasNotFound"),
            ("userid invalid for", "Forbidden.UbsmsInvalidUserid"),
            ("could not parse the parameters", "ParseRequestParameterException"),
            ("overdue amount", "Forbidden.InDebtOverdue"),
        ]:
            self.search(words)
            self.assertEqual(self.shown()[0], code, words)
        self.assertEqual(self.find("#_count").text, "1 of 32 codes")
        self.search("no such thing anywhere")
        self.assertEqual(self.shown(), [])
        self.find("#_nothing button").click()
        self.assertEqual(self.shown(), everything, "in the table's order again")

    def test_a_match_in_the_code_comes_first(self):
        self.open("kms")
        everything = self.shown()
        self.search("signature")
        self.assertEqual(self.shown()[0], "IncompleteSignature")
        self.assertIn("InternalFailure", self.shown())
        self.search("rejected")
        self.assertEqual(self.shown()[0], "Rejected.LimitExceeded")
        self.search("alias")
        self.assertEqual(self.shown()[:3], ["AliasAlreadyExists", "Forbidden.AliasNotFound", "Unsupported.Alias"])
        self.press(Keys.ESCAPE)
        self.assertEqual(self.shown(), everything, "in the table's order again")

    def test_filters_by_status_and_retry(self):
        self.open("kms")
        self.choose("#_status", "409")
        self.assertEqual(len(self.shown()), 4)
        self.choose("#_status", "5")
        self.assertEqual(self.shown(), ["InternalFailure", "ServiceUnavailableTemporary"])
        self.choose("#_retry", "no")
        self.assertEqual(self.shown(), [])
        self.choose("#_status", "")
        self.assertEqual(len(self.shown()), 30)
        self.search("key material")
        self.assertEqual(self.shown()[0], "InvalidKeyMaterial")

    def test_filters_by_operation(self):
        self.open("hostile")
        everything = self.shown()
        self.choose("#_operation", "Describe")
        self.assertEqual(self.shown(), ["Markup", "a/b:c", "CON"], "its own and the common one")
        self.choose("#_operation", "desCribe")
        self.assertEqual(self.shown(), ["CON"])
        self.press(Keys.ESCAPE)
        self.assertEqual(self.shown(), everything)
        self.find("header a").click()
        self.find("main a").click()
        self.assertEqual(self.find("h1").text, "Describe")
        self.find("main a").click()
        self.assertEqual(self.find("h1").text, "Markup")

    def test_an_address_opens_its_row(self):
        for width in WIDTHS:
            self.set_width(width)
            self.open("kms", "index.html#Rejected.Disabled")
            self.assertEqual(self.opened(), ["Rejected.Disabled"])
            top = self.script("return document.querySelector('.row[open]').getBoundingClientRect().top")
            bar = self.script("return document.querySelector('.find').getBoundingClientRect().bottom")
            self.assertLess(abs(top - bar), 12, "right beneath the search")
            self.open("kms", "errors/Rejected.Disabled.html")
        self.find("header a").click()
        self.assertEqual(self.opened(), ["Rejected.Disabled"])

    def test_an_address_shows_what_was_filtered_out(self):
        self.open("hostile", "index.html#Old.Markup")
        self.assertEqual(self.opened(), ["Markup"], "by an alias")
        self.search("a device")
        self.assertEqual(self.shown(), ["CON"])
        self.script("location.hash = 'Gone'")
        WebDriverWait(self.browser, 2).until(lambda _: self.focused() == "Gone")
        self.assertEqual(self.opened(), ["Markup", "Gone"])
        self.script("location.hash = '%E0%A4%A'")
        self.script("location.hash = '_search'")

    def test_an_opened_row_is_what_the_address_says(self):
        self.open("kms")
        self.find(".row:nth-of-type(3) summary").click()
        self.assertTrue(self.browser.current_url.endswith("#InvalidAccessKeyId.NotFound"))

    def test_the_keyboard_is_enough(self):
        self.open("kms")
        self.press("/")
        self.assertEqual(self.focused(), "_search")
        self.press("pending/", Keys.BACKSPACE)
        self.assertEqual(self.shown()[:2], ["Rejected.PendingDeletion", "Rejected.PendingImport"])
        self.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
        self.assertEqual(self.focused(), "Rejected.PendingImport")
        self.press(Keys.ENTER)
        self.assertEqual(self.opened(), ["Rejected.PendingImport"])
        self.press(Keys.ARROW_UP)
        self.assertEqual(self.focused(), "Rejected.PendingDeletion")
        self.press(Keys.ARROW_UP)
        self.assertEqual(self.focused(), "_search")
        self.press(Keys.ENTER)
        self.assertIn("Rejected.PendingDeletion", self.opened())
        self.press(Keys.ESCAPE)
        self.assertEqual((self.focused(), len(self.shown())), ("_search", 32))

    def test_copy_buttons_copy_what_is_sent(self):
        self.open("kms", "index.html#MissingParameter")
        texts = [
            "MissingParameter",
            '{"HttpStatus":400,"Code":"MissingParameter","Message":"The parameter \\"KeyId\\" is needed but not '
            'provided.","RequestId":"0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630"}',
            '<KMS><HttpStatus>400</HttpStatus><Code>MissingParameter</Code><Message>The parameter "KeyId" is needed '
            "but not provided.</Message><RequestId>0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630</RequestId></KMS>",
        ]
        buttons = self.find_all(".row[open] .copy")
        self.assertEqual([button.accessible_name for button in buttons], ["Copy code", "Copy JSON", "Copy XML"])
        for button, text in zip(buttons, texts):
            button.click()
            WebDriverWait(self.browser, 2).until(lambda _: button.text == "Copied")
            self.assertEqual(self.find("#_said").get_property("textContent"), "Copied", "for screen readers")
            self.find("#_search").clear()
            self.find("#_search").send_keys(Keys.CONTROL, "v")
            self.assertEqual(self.find("#_search").get_property("value"), text)
            self.press(Keys.ESCAPE)

    def test_everything_is_there_without_a_script(self):
        self.run_scripts(False)
        self.open("kms", "index.html#Forbidden.InDebt")
        self.assertEqual(self.opened(), ["Forbidden.InDebt"], "the browser opens it")
        self.assertIn("Settle the outstanding balance", self.find(".row[open] dl").text)
        self.assertFalse(self.find(".find").is_displayed(), "no control that would do nothing")
        self.assertEqual(len(self.shown()), 32)
        self.find(".row:nth-of-type(1) summary").click()
        self.assertIn("InternalFailure", self.opened())
        self.find(".row[open] .actions a:last-child").click()
        self.assertEqual(self.find("h1").text, "InternalFailure")

    def test_a_server_is_asked_for_the_page_alone(self):
        asked = []

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, _format, *arguments):
                asked.append(arguments[0])

        handler = functools.partial(Handler, directory=SITES / "kms")
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            self.browser.get(f"http://127.0.0.1:{server.server_port}/index.html")
            self.search("key")
            self.browser.get("about:blank")
            server.shutdown()
        self.assertEqual(asked, ["GET /index.html HTTP/1.1"])
        self.requests()

    def test_no_script_but_ours_can_run(self):
        self.open("kms")
        self.script(
            "const script = document.createElement('script'); script.textContent = 'window.ran = 1';"
            "document.body.append(script); document.body.setAttribute('onclick', 'window.ran = 2'); document.body.click()"
        )
        self.assertIsNone(self.script("return window.ran"))
        refused = [entry["message"] for entry in self.browser.get_log("browser")]
        self.assertEqual(len(refused), 2)
        self.assertTrue(all("Content Security Policy" in message for message in refused), refused)

    def test_the_language_of_a_client_is_remembered(self):
        shown = "return [...document.querySelectorAll('details[open] summary')].map((s) => s.textContent)"
        self.open("kms", "errors/MissingParameter.html")
        self.script("localStorage.clear()")
        self.browser.refresh()
        self.assertEqual(self.script(shown), [])
        self.find("details:nth-of-type(2) summary").click()
        self.assertEqual(self.script(shown), ["Python"])
        self.find("a[rel=next]").click()
        self.assertEqual(self.find("h1").text, "InvalidParameter")
        self.assertEqual(self.script(shown), ["Python"])

    def test_text_from_a_table_is_text(self):
        pages = ["index.html", "operations.html"]
        for folder in ["errors", "operations"]:
            pages += sorted(f"{folder}/{file.name}" for file in (SITES / "hostile" / folder).iterdir())
        known = set(
            "A BODY BR BUTTON CODE DD DETAILS DIV DL DT FOOTER H1 H2 H3 HEAD HEADER HTML INPUT KBD LI LINK MAIN "
            "NAV VAR "
            "META OPTION P PRE SCRIPT SECTION SELECT SMALL SPAN STRONG STYLE SUMMARY TITLE UL".split()
        )
        for page in pages:
            self.open("hostile", page.replace("%", "%25"))
            self.script("document.querySelectorAll('details').forEach((row) => { row.open = true })")
            found = self.script("return [...document.querySelectorAll('*')].map((element) => element.tagName)")
            self.assertLessEqual(set(found), known, page)
            handlers = self.script(
                "return [...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames())"
                ".filter((name) => name.startsWith('on') || name === 'style' || name === 'srcdoc')"
            )
            self.assertEqual(handlers, [], page)
            links = self.script("return [...document.links].map((link) => link.protocol)")
            self.assertLessEqual(set(links), {"file:", "https:"}, page)
            for width in WIDTHS:
                self.set_width(width)
                self.assertLessEqual(self.script("return document.documentElement.scrollWidth"), width, page)
        self.open("hostile")
        self.search("<svg onload")
        self.assertEqual(self.shown(), ["Markup"])
        self.search("constructor __proto__")
        self.assertEqual(self.shown(), [])

    def test_nobody_is_shut_out(self):
        axe = axe_source()
        pages = [
            ("kms", "index.html#MissingParameter"),
            ("kms", "errors/MissingParameter.html"),
            ("hostile", "index.html#Markup"),
            ("hostile", "errors/Markup.html"),
            ("hostile", "errors/Gone.html"),
            ("hostile", "operations.html"),
            ("hostile", "operations/Describe.html"),
        ]
        for theme in THEMES:
            self.set_theme(theme)
            for width in WIDTHS:
                self.set_width(width)
                for site, page in pages:
                    self.open(site, page)
                    self.script("document.querySelectorAll('.row').forEach((row, at) => { row.open ||= at < 3 })")
                    self.script(axe)
                    found = self.browser.execute_async_script("axe.run().then(arguments[0])")
                    self.assertGreater(len(found["passes"]), 15)
                    violations = [
                        (violation["id"], [node["html"][:120] for node in violation["nodes"]])
                        for violation in found["violations"]
                    ]
                    self.assertEqual(violations, [], f"{site}/{page}, {theme}, {width} wide")

    def test_it_opens_at_once(self):
        for site, limit in LIMITS.items():
            times = [self.opening_time(site) for _ in range(7)]
            size = (SITES / site / "index.html").stat().st_size
            print(f"{site}: {size / 1000:.0f} kB, opens in {statistics.median(times):.0f} ms, at best {min(times):.0f} ms")
            # Other work on the machine makes it slower, nothing makes it faster than it is.
            self.assertLess(min(times), limit, site)
        self.assertLess(self.searching_time(), 200)

    def opening_time(self, site):
        self.browser.get("about:blank")
        self.open(site)
        return self.script("const [page] = performance.getEntriesByType('navigation'); return page.loadEventEnd")

    def searching_time(self):
        """From a key to the rows that stay, laid out, in the largest table."""
        time = self.script(
            "const box = document.getElementById('_search'); const time = (words) => { const start = performance.now();"
            "box.value = words; box.dispatchEvent(new Event('input')); document.body.offsetHeight;"
            "return performance.now() - start }; time('key'); return Math.max(time('keys'), time('notfound 003'), time(''))"
        )
        print(f"large: a search takes {time:.0f} ms")
        return time


if __name__ == "__main__":
    unittest.main()
