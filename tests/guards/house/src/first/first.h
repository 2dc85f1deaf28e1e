#pragma once

int first();
