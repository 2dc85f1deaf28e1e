#pragma once

int second();
