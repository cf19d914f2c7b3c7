from django.urls import include, path

urlpatterns = [path("", include("greenroom.web.urls"))]
handler400 = "greenroom.web.errors.bad_request"
handler403 = "greenroom.web.errors.forbidden"
handler404 = "greenroom.web.errors.not_found"
handler500 = "greenroom.web.errors.server_error"
