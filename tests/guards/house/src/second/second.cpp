#include "second/second.h"

int second()
{
    return 2;
}
